import { cleanName } from '../../service/names.js';

/** The name a browser put into a form, cleaned. Browsers write `"` and line breaks as %22, %0D and %0A there. */
export const formName = (raw: string | undefined): string =>
  cleanName((raw ?? '').replace(/%22/g, '"').replace(/(?:%0D|%0A)+/gi, ' '));
