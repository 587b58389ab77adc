/** One message of a past conversation, of the desk's own or from elsewhere. */
export interface Turn {
  conversation: string;
  /** Milliseconds since 1970. */
  at: number;
  author: 'contact' | 'agent' | 'bot';
  /** Who answered, where it is known. */
  agent?: string;
  text: string;
}
