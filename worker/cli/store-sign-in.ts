/** `store sign-in`: the link that the shop's menu would give, for whoever runs the Worker. */
import { OPERATOR } from '../stores/person.ts'
import { LINK_SECONDS, LINKS_MAX, makeSignInLink } from '../stores/sign-in-links.ts'
import { isPagePath } from '../woo/requests.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { operatorError } from './operator-error.ts'

export async function storeSignIn(context: CommandContext): Promise<CommandResult> {
  const { db, nowMs, options } = context
  const toPath = options.to ?? '/'
  if (!isPagePath(toPath)) {
    throw operatorError({
      what: `--to: “${toPath}” is no path of the pages.`,
      why: 'A link leads to a page of this store and nowhere else.',
      how: 'Write the path alone, e.g. --to /orders/1042',
    })
  }
  const store = await storeNamed(context)
  const link = await makeSignInLink(db, { store, person: OPERATOR, toPath, nowMs })
  if (link === null) {
    throw operatorError({
      what: 'No link was made.',
      why: `A store is given at most ${LINKS_MAX} links in ${LINK_SECONDS} seconds.`,
      how: 'Try again in a minute.',
    })
  }
  return {
    json: link,
    text: `${link.url}\nGood once, and for ${LINK_SECONDS} seconds. Whoever opens it is signed in as the operator.`,
  }
}
