import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
 * Validates files with veraPDF. Each line of the input asks for one: a profile (PDFUA-1, PDFA-2A …), a tab, the file.
 *
 * Answers each with a line, its parts held apart by tabs: passed or failed, and the rules that failed, such as 7.1-10,
 * held apart by spaces. A file that can't be read fails the rule «unreadable». Ends with the input.
 */
public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new HashMap<>();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] asked = line.split("\t");
            if (!profiles.containsKey(asked[0])) {
                profiles.put(asked[0], read(asked[0]));
            }
            TreeSet<String> failed = failedRules(profiles.get(asked[0]), Path.of(asked[1]));
            System.out.println((failed.isEmpty() ? "passed" : "failed") + "\t" + String.join(" ", failed));
        }
    }

    private static ValidationProfile read(String name) throws Exception {
        try (InputStream xml = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            return Profiles.profileFromXml(xml);
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
