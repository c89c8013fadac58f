"""Problems and gaps as what a person does about them: the list, its sheet, a draft's last page."""
