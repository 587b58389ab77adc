/** A conversation as a document: what was said, by whom and when. Times are in the reader's zone by then. */
export type Transcript = {
  title: string;
  /** Lines below the title: who, where, when. */
  facts: string[];
  lines: TranscriptLine[];
  language: string;
  /** Below the last line. */
  closing: string;
};

export type TranscriptLine =
  | { kind: 'day'; text: string }
  | { kind: 'event'; text: string }
  | {
      kind: 'message' | 'note';
      author: string;
      /** It is the customer who says it. */
      theirs: boolean;
      time: string;
      text: string;
      /** Named, not contained: the document must stay good when addresses have expired. */
      file?: string;
      /** A small picture as a data address, for HTML. */
      picture?: string;
    };
