import type { AppError } from '../api/AppError.ts';
import type { Words } from './en.ts';

/** The words for a failed request: by the sign-in library's own code first, then by ours. */
export function errorText(words: Words, error: AppError): string {
  const details: Record<string, string> = words.errorDetails;
  const codes: Record<string, string> = words.errors;
  return (error.detail && details[error.detail]) || codes[error.code] || words.errors.unknown;
}
