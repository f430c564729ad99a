/** A wc/v3 customer, reduced to the fields that `books` may read. */
import type * as v from 'valibot'

import { decodeFields } from './field-problem.ts'
import type { FieldProblem } from './field-problem.ts'
import { billingAddress, postalAddress } from './order.ts'
import { fields, id, optionalText } from './wire-fields.ts'

export type Customer = v.InferOutput<typeof customer>

export function decodeCustomer(snapshot: unknown): Customer | FieldProblem {
  return decodeFields(customer, snapshot, 'a wc/v3 customer')
}

const customer = fields({
  id,
  email: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  role: optionalText,
  billing: billingAddress,
  shipping: postalAddress,
})
