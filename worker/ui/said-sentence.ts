/** What came of the last message about the connection, in an owner's words. */
import type { LastSaid, SaidWay } from '../books/watch.ts'

/** `The mail was sent. The webhook took it.` */
export function saidSentence({ ways }: LastSaid): string {
  return ways.map(wayWords).join(' ')
}

const WHERE = 'under Settings › Alerts'

function wayWords({ way, came }: SaidWay): string {
  if (typeof came === 'number') {
    return came >= 200 && came < 300
      ? 'The webhook took it.'
      : `The webhook answered ${came} and did not take it: look at its address ${WHERE}.`
  }
  switch (came) {
    case 'sent':
      return 'It was mailed.'
    case 'no-sender':
      return 'It was not mailed: no sender for mail is set up. Ask whoever runs Tillbridge for one.'
    case 'not-taken':
      return `It could not be mailed: look at the mail address ${WHERE}.`
    case 'no-address':
      return `The ${way} has an address that is not called: choose an https address on the internet ${WHERE}.`
    case 'no-answer':
      return `The ${way} did not answer in time, and is tried again.`
    case 'not-reached':
      return `The ${way} could not be reached: look at its address ${WHERE}.`
  }
}
