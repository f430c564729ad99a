/** The shop's door: who, then what, then an answer. SHOP.md is the contract; README.md has the rest. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Env } from '../env.ts'
import { isSameAddress } from '../stores/shop-address.ts'
import { decodeEnvelope, ENVELOPE_BYTES_MAX } from '../woo/changes.ts'
import type { FieldProblem } from '../woo/field-problem.ts'
import { isFieldProblem } from '../woo/field-problem.ts'
import { decodeMoveRequest, decodeSignInRequest, REQUEST_BYTES_MAX } from '../woo/requests.ts'
import { answerChanges } from './changes.ts'
import { answerMove } from './move.ts'
import { jsonIn, shopCaller, shopMoved, wrongForm } from './shop-caller.ts'
import type { ShopCaller } from './shop-caller.ts'
import { answerSignIn } from './sign-in.ts'

export const shop = new Hono<{ Bindings: Env }>()

shop.post('/:storeID/changes', (context) =>
  answered(context, {
    bytesMax: ENVELOPE_BYTES_MAX,
    decode: decodeEnvelope,
    answer: async (envelope, caller) =>
      isSameAddress(envelope.shop.url, caller.store.shopURL)
        ? Response.json(await answerChanges(envelope, caller))
        : shopMoved(caller.store, envelope.shop.url),
  }),
)

shop.post('/:storeID/sign-in', (context) =>
  answered(context, {
    bytesMax: REQUEST_BYTES_MAX,
    decode: decodeSignInRequest,
    answer: answerSignIn,
  }),
)

shop.post('/:storeID/move', (context) =>
  answered(context, {
    bytesMax: REQUEST_BYTES_MAX,
    decode: decodeMoveRequest,
    answer: answerMove,
  }),
)

/** Signed by the shop and still no JSON: a plugin's bug, which must say so, not retry in silence. */
const NO_JSON: FieldProblem = {
  kind: 'field-problem',
  field: '',
  expected: 'JSON in UTF-8',
  got: 'something else',
}

type Door<Asked extends object> = {
  readonly bytesMax: number
  readonly decode: (json: unknown) => Asked | FieldProblem
  readonly answer: (asked: Asked, caller: ShopCaller) => Promise<Response>
}

async function answered<Asked extends object>(
  context: Context<{ Bindings: Env }, '/:storeID/:door'>,
  { bytesMax, decode, answer }: Door<Asked>,
): Promise<Response> {
  const caller = await shopCaller(context.req.raw, {
    storeID: context.req.param('storeID'),
    bytesMax,
    env: context.env,
  })
  if (caller.kind === 'refused') {
    return caller.response
  }
  const json = jsonIn(caller.body)
  const asked = json === undefined ? NO_JSON : decode(json)
  return isFieldProblem(asked) ? wrongForm(asked) : answer(asked, caller)
}
