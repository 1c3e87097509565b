/** The line of those who type. */
export const typing = {
  'typing.two': '{{name}} and {{other}} are typing',
} as const;
