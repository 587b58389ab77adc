/** The section in which is decided what may be answered without a person. */
export const automation = {
  title: 'Automation',
  groups: { answer: 'Answering', find: 'Finding', watch: 'Watching', set: 'Rules' },
  nav: {
    faqs: 'FAQs',
    test: 'Try it out',
    matrix: 'Matrix',
    reports: 'Measured',
    decisions: 'Decisions',
    settings: 'Settings',
  },
  leads: {
    faqs: 'Questions that customers ask again and again, and the snippet that answers each.',
    test: 'Write as a customer would. Nothing is sent, nothing is recorded.',
    matrix: 'How sure the engine is of each FAQ, against how bad it is to be wrong.',
    reports: 'What was answered without a person, how often it was right, and what it saved.',
    decisions: 'What was decided for each message, and what came of it.',
    settings: 'What an answer is worth, how sure it must be, and where it may be given.',
  },
};
