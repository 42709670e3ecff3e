/** All routes; the first that fits answers, so fixed paths stand before open ones. */
import { bundleRoutes } from './bundles.ts';
import { claimRoutes } from './claims.ts';
import { consoleRoutes } from './console.ts';
import { deliveryRoutes } from './deliveries.ts';
import { descriptionRoutes } from './description.ts';
import { eligibilityRoutes } from './eligibility.ts';
import { readRoutes } from './fhir-read.ts';
import { healthRoutes } from './health.ts';
import { lookUpRoutes } from './look-ups.ts';
import { operationRoutes } from './operations.ts';
import { payerAnswerRoutes } from './payer-answers.ts';
import { receiptRoutes } from './receipts.ts';
import { registerRoutes } from './registers.ts';
import type { Route } from './route.ts';
import { statementRoutes } from './statements.ts';
import { submissionRoutes } from './submissions.ts';
import { terminologyRoutes } from './terminology.ts';

export const routes: readonly Route[] = [
  ...healthRoutes,
  ...consoleRoutes,
  ...descriptionRoutes(() => routes),
  ...submissionRoutes,
  ...lookUpRoutes,
  ...bundleRoutes,
  ...claimRoutes,
  ...registerRoutes,
  ...payerAnswerRoutes,
  ...receiptRoutes,
  ...deliveryRoutes,
  ...statementRoutes,
  ...terminologyRoutes,
  ...eligibilityRoutes,
  ...operationRoutes,
  ...readRoutes,
];
