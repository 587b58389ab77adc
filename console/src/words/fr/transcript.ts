import type { Words } from '../en.ts';

export const transcript: Words['transcript'] = {
  menu: 'Exporter',
  html: 'Enregistrer en HTML',
  pdf: 'Enregistrer en PDF',
  print: 'Imprimer…',
  htmlNotes: 'HTML avec les notes privées',
  pdfNotes: 'PDF avec les notes privées',
};
