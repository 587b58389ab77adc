/** The part of node-nlp that is used here; the package brings no types. */
declare module 'node-nlp' {
  export class NlpManager {
    constructor(settings: {
      languages: string[];
      nlu?: { log: boolean };
      autoSave?: boolean;
      forceNER?: boolean;
    });
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, text: string): Promise<{ intent: string; score: number }>;
  }
}
