/** One line of an audit list. */
export interface EventLine {
  seq: string;
  at: string;
  type: string;
  actor: string;
  sentence: string;
}
