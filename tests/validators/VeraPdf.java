import java.io.InputStream;
import java.nio.file.Path;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Validates files with veraPDF: java VeraPdf.java PROFILE,… FILE…, where a profile is PDFUA-1, PDFA-2A ….
 *
 * Prints one line for each file and profile, its parts held apart by tabs: profile, file, passed or failed, and the
 * rules that failed, such as 7.1-10, held apart by spaces. A file that can't be read fails the rule «unreadable».
 */
public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : arguments[0].split(",")) {
            ValidationProfile profile;
            try (InputStream xml = Profiles.class.getResourceAsStream(
                    "/org/verapdf/pdfa/validation/" + name + ".xml")) {
                profile = Profiles.profileFromXml(xml);
            }
            for (int i = 1; i < arguments.length; i++) {
                TreeSet<String> failed = failedRules(profile, Path.of(arguments[i]));
                String verdict = failed.isEmpty() ? "passed" : "failed";
                System.out.println(String.join("\t", name, arguments[i], verdict, String.join(" ", failed)));
            }
        }
    }

    private static TreeSet<String> failedRules(ValidationProfile profile, Path file) {
        TreeSet<String> failed = new TreeSet<>();
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file.toFile(), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                failed.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber());
            }
            if (!result.isCompliant() && failed.isEmpty()) {
                failed.add("unknown");
            }
        } catch (Exception error) {
            System.err.println(file + ": " + error);
            failed.add("unreadable");
        }
        return failed;
    }
}
