/** Bytes of a well-formed string in UTF-8 (React Native lacks TextEncoder on older engines). */
export function utf8Length(text: string): number {
  return encodeURIComponent(text).replace(/%../g, '.').length;
}
