/** One row of the route table. */
import type { HttpContext } from '../context.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** True if no key is needed. */
  readonly open?: boolean;
  /** True if who asks may be an operator as well; the tenant is then in the query. */
  readonly loads?: boolean;
  /** True if an operator may ask too, for all tenants or one; others see what is their own. */
  readonly oversees?: boolean;
  /** True if it brings work, of which only so much is taken in at once. */
  readonly works?: boolean;
  /** Names of the parameters that may follow the `?`. */
  readonly query?: readonly string[];
  /** One line for the API description. */
  readonly summary: string;
  readonly handle: (context: HttpContext) => Response | Promise<Response>;
}
