/** One row of the route table. */
import type { HttpContext } from '../context.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** True if no key is needed. */
  readonly open?: boolean;
  /** True if who asks may be an operator as well; the tenant is then in the query. */
  readonly loads?: boolean;
  /** One line for the API description. */
  readonly summary: string;
  readonly handle: (context: HttpContext) => Response | Promise<Response>;
}
