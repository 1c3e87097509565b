import { ejabberd } from './_ejabberd.js';

export const server = ejabberd(
  'mnesia',
  'archive in Mnesia (its default), written to the disk later: a loss of power loses the newest',
);
