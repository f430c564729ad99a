/** Who may in at `/admin`: whoever holds the operator's token, until owners can sign in. */
import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import { digest, equalInConstantTime } from '../stores/password.ts'
import { problemResponse } from './problem-response.ts'

const BEARER = /^Bearer +(.*\S) *$/i

export const onlyOperator: MiddlewareHandler<{ Bindings: Env }> = async function onlyOperator(
  context,
  next,
) {
  const secret = context.env.TILLBRIDGE_ADMIN?.trim() ?? ''
  if (secret === '') {
    return problemResponse({
      status: 403,
      code: 'closed',
      title:
        'These pages are closed: no operator’s token is set. Set one with “wrangler secret put TILLBRIDGE_ADMIN”.',
    })
  }
  const [, token = ''] = BEARER.exec(context.req.header('Authorization') ?? '') ?? []
  // Digests are of one length, so that not even the length of the secret shows in the time.
  if (equalInConstantTime(await digest(token), await digest(secret))) {
    return next()
  }
  return problemResponse({
    status: 401,
    code: 'token',
    title: 'The operator’s token is missing or is another. Send it as “Authorization: Bearer …”.',
    headers: { 'WWW-Authenticate': 'Bearer' },
  })
}
