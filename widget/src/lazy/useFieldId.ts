import { useState } from 'preact/hooks';

let made = 0;

/** An id for a field and its label. Preact's own hook would add its weight to the first opening. */
export const useFieldId = (): string => useState(() => `field-${++made}`)[0];
