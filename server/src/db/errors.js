/** The database cannot be reached, or went away in the middle. Trying again later may help; nothing is known to be done. */
export class DatabaseUnavailable extends Error {
    constructor(cause) {
        super('The database cannot be reached.', { cause });
        this.name = 'DatabaseUnavailable';
    }
}
/** Errors that say the connection is gone or refused, not that the statement was wrong. */
export function isConnectionError(error) {
    const { code, message } = error;
    if (code && /^(08|57P)/.test(code))
        return true;
    if (code && /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND)/.test(code))
        return true;
    return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(message ?? '');
}
