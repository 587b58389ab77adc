import { fileTypeFromBuffer } from 'file-type';
import { fail } from '../../errors.ts';
/** Types by extension for files that no magic number tells: text and its kin, kept inert. */
const textTypes = {
    txt: 'text/plain',
    log: 'text/plain',
    md: 'text/markdown',
    csv: 'text/csv',
    tsv: 'text/tab-separated-values',
    json: 'application/json',
    ics: 'text/calendar',
    vcf: 'text/vcard',
    eml: 'message/rfc822',
};
/** What programs and pages are made of: never accepted, whatever the name says. */
const refused = /^(application\/(x-(msdownload|dosexec|elf|executable|mach-binary|sh|ms-shortcut|msi)|vnd\.microsoft\.portable-executable|java-archive|vnd\.android\.package-archive)|text\/html|image\/svg\+xml|application\/xml)$/;
const accepted = /^(image|audio|video|font)\/|^application\/(pdf|zip|gzip|x-7z-compressed|x-rar-compressed|vnd\.rar|rtf|epub\+zip|json|x-cfb|vnd\.(openxmlformats|oasis|ms-)[^/]*|ogg|x-apple-[a-z]+)|^text\//;
/** Files of these types show in the page; everything else is only ever downloaded. */
export const showsInline = (mime) => /^image\/(png|jpeg|gif|webp|avif)$/.test(mime) || /^(audio|video)\/[a-z0-9.+-]+$/.test(mime);
/**
 * The type of a file by what it is, not by what it is called. Text has no mark, so there the extension counts and the
 * content must be text. Errors: `file_type_not_allowed`.
 */
export async function detectType(bytes, name) {
    const found = await fileTypeFromBuffer(bytes);
    // Voice messages of browsers are WebM or MP4 without pictures; the name tells.
    const mime = found ? audioByName(found.mime, name) : textTypes[extensionOf(name)];
    if (!mime || refused.test(mime) || !accepted.test(mime))
        return fail('file_type_not_allowed');
    if (!found && looksBinary(bytes))
        return fail('file_type_not_allowed');
    return mime;
}
const extensionOf = (name) => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
function audioByName(mime, name) {
    const voice = /^(voice|audio)[-_]/.test(name);
    if (voice && mime === 'video/webm')
        return 'audio/webm';
    if (voice && mime === 'video/mp4')
        return 'audio/mp4';
    return mime;
}
const looksBinary = (bytes) => bytes.subarray(0, 4096).includes(0);
