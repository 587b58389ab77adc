const PER_SECOND = 50;
const BURST = 200;
/** How many frames a socket may send: a bucket of 200 that refills with 50 a second. */
export class FrameBudget {
    #left = BURST;
    #at = Date.now();
    /** False when the bucket is empty. */
    take() {
        const now = Date.now();
        this.#left = Math.min(BURST, this.#left + ((now - this.#at) / 1000) * PER_SECOND);
        this.#at = now;
        if (this.#left < 1)
            return false;
        this.#left -= 1;
        return true;
    }
}
