/** What faces and the command line know of a channel; the translator knows the rest. */
export interface ChannelInfo {
  readonly id: string;
  readonly country: string;
  readonly title: Readonly<Record<string, string>>;
  readonly readerKind: string;
  /** Registers that its rules ask. */
  readonly asks?: readonly string[];
  /** Days that a journal keeps the messages of a visit after the last one. */
  readonly keepDays?: number;
  /** True if it must look for what may not be stored: its bodies are read before they are kept. */
  readonly refuses?: boolean;
}
