import { contactContentKinds, plainText } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { authorOf } from '../actor.ts';
const PREVIEW_LENGTH = 160;
/** Checks who may send what, and adds what the row shows of it. Content must have passed its schema. */
export function prepareMessage(actor, input) {
    const author = authorOf(actor);
    if (author.kind === 'contact') {
        if (input.kind !== 'message')
            fail('forbidden');
        if (!contactContentKinds.includes(input.content.kind))
            fail('content_not_allowed');
    }
    return {
        ...input,
        workspaceId: actor.workspaceId,
        authorKind: author.kind,
        authorId: author.id,
        preview: previewOf(input.content),
    };
}
/** One line of at most 160 characters, never cut within a character. */
export function previewOf(content) {
    const line = plainText(content).replaceAll(/\s+/g, ' ').trim();
    return line.length <= PREVIEW_LENGTH
        ? line
        : `${line.slice(0, PREVIEW_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
