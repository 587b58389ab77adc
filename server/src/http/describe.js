import { ErrorBody } from '@causerie/protocol';
const schemes = {
    desk: [{ session: [] }, { apiKey: [] }],
    session: [{ session: [] }],
    visitor: [{ visitor: [] }],
    none: [],
};
/** A route's schema with what every route has: its group, a line of text, who may call it, and the shape of errors. */
export function describe(tag, summary, parts, security = 'desk') {
    const { 200: ok, 202: accepted, ...request } = parts;
    return {
        tags: [tag],
        summary,
        security: schemes[security],
        ...request,
        response: {
            ...(ok && { 200: ok }),
            ...(accepted && { 202: accepted }),
            '4xx': ErrorBody,
            '5xx': ErrorBody,
        },
    };
}
