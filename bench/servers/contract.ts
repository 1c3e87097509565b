/** What `start` tells the process that makes the load, as JSON. */
export type About = Readonly<Record<string, string | number>>;

export interface Running {
  readonly about: About;
  /** Of the process whose work is measured. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** Somebody with a WebSocket. */
export interface Seat {
  /** To one other person. */
  tell(person: number, text: string): void;
  tellGroup(text: string): void;
  /** Makes the group, with so many people as members: the first of them does. */
  found(people: number): Promise<void>;
  /** Says that it is here; what is said in the group is heard from then on. */
  join(): Promise<void>;
  close(): void;
}

/**
 * One file in `servers/` exports one as `server`. It authorises each call, stores each message before it is delivered, and
 * has no limit of how fast people speak.
 */
export interface Server {
  /** For the table: its version, where messages are kept, and how safely. */
  note(): string;
  /** Why it cannot be run here. */
  missing?(): string | undefined;
  /** With data of its own in a temporary folder, on loopback; ends with this process, however that ends. */
  start(): Promise<Running>;
  /** In the process that makes the load. `hear` is called with the text of each message that arrives, also one's own. */
  enter(about: About, person: number, hear: (text: string) => void): Promise<Seat>;
}
