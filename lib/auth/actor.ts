/** The person behind a request. */
export interface Actor {
  id: string;
  login: string;
  name: string;
  /** When their session began; not known where Slipway goes on with something by itself. */
  signedInAt?: Date;
}
