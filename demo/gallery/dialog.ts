import { askIn, type Question } from '../../components/dialog/index.js';
import { build } from '../lib/build.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make, type State } from './exhibit.js';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const QUESTIONS: readonly (readonly [name: string, question: Question])[] = [
  [
    'Something dangerous',
    {
      label: 'Delete this message for you?',
      words: 'The others keep it. You cannot get it back.',
      buttons: [{ id: 'yes', label: 'Delete for me', look: 'danger' }],
    },
  ],
  [
    'A choice and words, answered later',
    {
      label: 'Report this message',
      words: 'The people who run this chat will look at it.',
      choices: ['Spam or advertising', 'Insults or threats', 'Something else'].map((label) => ({ id: label, label })),
      field: 'What is wrong with it?',
      buttons: [{ id: 'yes', label: 'Report', look: 'primary' }],
      act: () => wait(800),
      done: 'Thank you. Your report has arrived.',
    },
  ],
  [
    'A refusal',
    {
      label: 'Leave the group?',
      buttons: [{ id: 'yes', label: 'Leave', look: 'primary' }],
      act: async () => {
        await wait(400);
        throw new Error('refused');
      },
    },
  ],
];

const opener = ({ client }: World, [name, question]: (typeof QUESTIONS)[number]): State => {
  const button = build('button', 'button', name);
  button.setAttribute('aria-haspopup', 'dialog');
  const element = build('div', '', button);
  button.addEventListener('click', () => void askIn(button, question, { client }));
  return { name, element };
};

/** A dialog is seen once it is opened, by a button beside it. */
export const dialog: Exhibit = {
  tag: 'im-dialog',
  group: 'Small parts',
  play: ({ client }) => {
    const element = make('im-dialog', { client, label: 'A question', words: 'Something that wants an answer.' });
    element.buttons = [{ id: 'yes', label: 'Yes', look: 'primary' }];
    const button = build('button', 'button', 'Open the dialog');
    button.addEventListener('click', () => void element.show());
    return build('div', '', button, element);
  },
  inside: 'im-dialog',
  states: (world) => QUESTIONS.map((question) => opener(world, question)),
};
