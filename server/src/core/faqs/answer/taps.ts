/** Ids of what the contact can tap under the bot's messages. */
export const taps = { yes: 'faq:yes', no: 'faq:no', person: 'faq:person', none: 'faq:none' } as const;

const FAQ_TAP = 'faq:id:';

export const tapOfFaq = (faqId: string): string => `${FAQ_TAP}${faqId}`;

export const faqOfTap = (optionId: string): string | undefined =>
  optionId.startsWith(FAQ_TAP) ? optionId.slice(FAQ_TAP.length) : undefined;
