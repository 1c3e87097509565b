/** The reader's own calendar and clock. */
export const formatsOf = (language: string) => {
  const make = (options: Intl.DateTimeFormatOptions): ((at: number) => string) => {
    const format = new Intl.DateTimeFormat(language, options);
    return (at) => format.format(at);
  };
  return {
    day: make({ dateStyle: 'full' }),
    clock: make({ hour: '2-digit', minute: '2-digit' }),
    full: make({ dateStyle: 'long', timeStyle: 'short' }),
  };
};

/** Are both on one day? */
export const sameDay = (a: number | undefined, b: number): boolean =>
  a !== undefined && new Date(a).toDateString() === new Date(b).toDateString();
