/** In how many milliseconds to come back: spread over a second, so that those who were refused together do not come back together. */
export const someTimeLater = (): number => Math.round(1000 + Math.random() * 1000);
