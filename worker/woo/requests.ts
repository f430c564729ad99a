/** What a shop asks for beside its changes: a link into the pages, and to be known at a new address. */
import * as v from 'valibot'
import { decodeFields } from './field-problem.ts'
import type { FieldProblem } from './field-problem.ts'

export const REQUEST_BYTES_MAX = 8 * 1024

const NAME_LENGTH_MAX = 250
const EMAIL_LENGTH_MAX = 254
const ADDRESS_LENGTH_MAX = 2000
const PATH_LENGTH_MAX = 500
/** One slash, then visible ASCII: nothing that a browser would read as another host, or drop. */
const PAGE_PATH = /^\/(?!\/)[!-[\]-~]*$/

export type ShopUser = v.InferOutput<typeof shopUser>
export type SignInRequest = v.InferOutput<typeof signInRequest>
export type MoveRequest = v.InferOutput<typeof moveRequest>

export function decodeSignInRequest(json: unknown): SignInRequest | FieldProblem {
  return decodeFields(signInRequest, json, 'who wants to get in')
}

export function decodeMoveRequest(json: unknown): MoveRequest | FieldProblem {
  return decodeFields(moveRequest, json, 'from where to where a shop moved')
}

/** A path of the pages, such as `/orders/1042?tab=log`, and nothing else. */
export function isPagePath(text: string): boolean {
  return text.length <= PATH_LENGTH_MAX && PAGE_PATH.test(text) && !text.includes('//')
}

/** One line: it stands in the log and on the pages. */
const name = v.pipe(
  v.string('a name'),
  v.trim(),
  v.nonEmpty('a name'),
  v.maxLength(NAME_LENGTH_MAX, `a name of at most ${NAME_LENGTH_MAX} characters`),
  v.regex(/^\P{Cc}*$/u, 'a name on one line'),
)

const shopUser = v.pipe(
  v.object(
    {
      id: v.pipe(
        v.number('a user’s ID'),
        v.safeInteger('a user’s ID'),
        v.minValue(1, 'a user’s ID'),
      ),
      name,
      email: v.pipe(
        v.string('an e-mail address, or an empty text'),
        v.maxLength(EMAIL_LENGTH_MAX, `at most ${EMAIL_LENGTH_MAX} characters`),
        v.regex(/^\P{Cc}*$/u, 'an e-mail address, or an empty text'),
      ),
    },
    'a user with id, name and email',
  ),
  v.readonly(),
)

const address = v.pipe(
  v.string('an address such as "https://shop.example"'),
  v.regex(/^https?:\/\/[^\s/?#]+\S*$/i, 'an address such as "https://shop.example"'),
  v.maxLength(ADDRESS_LENGTH_MAX, `an address of at most ${ADDRESS_LENGTH_MAX} characters`),
)

const signInRequest = v.object({
  user: shopUser,
  to: v.pipe(
    v.string('a path such as "/orders/1042"'),
    v.check(isPagePath, 'a path such as "/orders/1042"'),
  ),
})

const moveRequest = v.object({ user: shopUser, from: address, to: address })
