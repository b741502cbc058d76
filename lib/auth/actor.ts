/** The person behind a request. */
export interface Actor {
  id: string;
  login: string;
  name: string;
}
