import { createRequire } from 'node:module';
import type { Transcript, TranscriptLine } from './transcript.ts';

const require = createRequire(import.meta.url);
/** Latin, Greek, Cyrillic and their kin. A font for Chinese or Japanese weighs ten times the program. */
const fonts = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

const colours = {
  ink: '#211e1a',
  soft: '#57514a',
  faint: '#6c655d',
  line: '#e7e2db',
  note: '#824f00',
  ours: '#38339b',
};
const MARGIN = 56;
/** After so many lines other work has its turn. */
const LINES_AT_ONCE = 40;

/** Letters that the font does not have, or that run from right to left, which the writer of the file cannot set. */
const unsettable =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Thai}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/u;
/** Pictures among letters, with what changes or joins them: drawn by no text font. */
const pictures =
  /(?:[\p{Extended_Pictographic}--[©®™]]|[\u{1F1E6}-\u{1F1FF}])(?:\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}]|\u200d|\ufe0f)*/gv;

/** Whether the document can be set as PDF with what we have; HTML always can. */
export const canBeSet = (transcript: Transcript): boolean => !unsettable.test(JSON.stringify(transcript));

/** An A4 document, text throughout, so that it can be searched and read aloud. Ask `canBeSet` first. */
export async function formatTranscriptPdf(transcript: Transcript): Promise<Buffer> {
  const { title, facts, lines, language, closing } = transcript;
  // Loaded when the first one asks for a PDF: few do, and every start would wait for it.
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: { Title: settable(title), Creator: 'Causerie' },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const ended = new Promise<void>((resolve) => void doc.once('end', () => resolve()));
  doc.font(fonts.bold).fontSize(16).fillColor(colours.ink).text(settable(title));
  doc.font(fonts.regular).fontSize(9.5).fillColor(colours.soft);
  for (const fact of facts) doc.text(settable(fact));
  rule(doc);
  for (const [i, line] of lines.entries()) {
    if (i % LINES_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    writeLine(doc, line);
  }
  rule(doc);
  doc.font(fonts.regular).fontSize(8).fillColor(colours.faint).text(settable(closing));
  numberPages(doc);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function writeLine(doc: PDFKit.PDFDocument, line: TranscriptLine): void {
  if (line.kind === 'day' || line.kind === 'event') {
    doc.moveDown(line.kind === 'day' ? 0.8 : 0.3);
    doc
      .font(line.kind === 'day' ? fonts.bold : fonts.regular)
      .fontSize(8.5)
      .fillColor(colours.faint)
      .text(settable(line.text), { align: 'center' });
    return;
  }
  // The name of who speaks must not stand alone at the foot of a page.
  if (doc.y > doc.page.height - MARGIN - 45) doc.addPage();
  doc.moveDown(0.5);
  doc
    .font(fonts.bold)
    .fontSize(9)
    .fillColor(line.kind === 'note' ? colours.note : line.theirs ? colours.soft : colours.ours)
    .text(settable(line.author), { continued: true })
    .font(fonts.regular)
    .fillColor(colours.faint)
    .text(`  ${settable(line.time)}`);
  doc
    .fontSize(10)
    .fillColor(line.kind === 'note' ? colours.note : colours.ink)
    .text(settable([line.text, line.file && `[${line.file}]`].filter(Boolean).join('\n')), { lineGap: 1.5 });
}

function rule(doc: PDFKit.PDFDocument): void {
  doc.moveDown(0.7);
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(doc.page.width - MARGIN, doc.y)
    .lineWidth(0.7)
    .strokeColor(colours.line)
    .stroke();
  doc.moveDown(0.5);
}

function numberPages(doc: PDFKit.PDFDocument): void {
  const { count } = doc.bufferedPageRange();
  if (count < 2) return;
  for (let i = 0; i < count; i += 1) {
    doc.switchToPage(i);
    // Below the margin: the writer would otherwise begin another page.
    doc.page.margins.bottom = 0;
    doc
      .font(fonts.regular)
      .fontSize(8)
      .fillColor(colours.faint)
      .text(`${i + 1} / ${count}`, MARGIN, doc.page.height - MARGIN / 1.7, {
        align: 'center',
        lineBreak: false,
      });
  }
}

/** Pictures among letters become a sign that there was one; control characters nothing. */
const settable = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cc}--[\n\t]]/gv, '')
    .replaceAll(pictures, '☺');
