import { type ContentKind, contentKinds } from './content.ts';

export type ChannelKind = 'web' | 'email';

/** What a channel can carry. Kinds that are not listed go out as `plainText` of the content. */
export type ChannelLimits = {
  kinds: readonly ContentKind[];
  /** UTF-16 code units of one message's text. */
  maxText: number;
  maxFileBytes: number;
  typing: boolean;
  readReceipts: boolean;
};

const MEGABYTE = 1024 * 1024;

/** Read by the server before it sends and by the composer while one writes. */
export const channelLimits: Record<ChannelKind, ChannelLimits> = {
  web: {
    kinds: Object.keys(contentKinds) as ContentKind[],
    maxText: 10_000,
    maxFileBytes: 25 * MEGABYTE,
    typing: true,
    readReceipts: true,
  },
  email: {
    kinds: ['text', 'image', 'file', 'audio', 'video'],
    maxText: 10_000,
    maxFileBytes: 10 * MEGABYTE,
    typing: false,
    readReceipts: false,
  },
};
