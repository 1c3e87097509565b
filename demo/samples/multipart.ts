import type { Sample } from '../lib/sample.js';

export const sample: Sample = {
  kind: 'multipart',
  states: [
    {
      name: 'Words and a file',
      content: {
        kind: 'multipart',
        parts: [
          { kind: 'text', text: 'Here is the contract. See also https://example.com/terms' },
          { kind: 'file', file: { id: 'contract', name: 'Contract.pdf', bytes: 1_482_211, mime: 'application/pdf' } },
          { kind: 'text', text: 'Sign on page three, please.' },
        ],
      },
    },
    {
      name: 'Words and quick replies',
      content: {
        kind: 'multipart',
        parts: [
          { kind: 'text', text: 'Did this help you?' },
          {
            kind: 'form',
            fields: [
              {
                id: 'helped',
                kind: 'quick',
                options: [
                  { id: 'yes', label: 'Yes, thanks' },
                  { id: 'no', label: 'Not quite' },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      name: 'A part of a newer kind',
      content: {
        kind: 'multipart',
        parts: [
          { kind: 'text', text: 'Look at this:' },
          { kind: 'unknown', wireKind: 'hologram' },
        ],
      },
    },
  ],
};
