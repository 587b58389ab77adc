export const transcript = {
  menu: 'Export',
  html: 'Save as HTML',
  pdf: 'Save as PDF',
  print: 'Print…',
  htmlNotes: 'HTML with private notes',
  pdfNotes: 'PDF with private notes',
};
