/**
 * An answer as it came, but for what some of its responses hold: their status stays, what they
 * show of a list does not. A response that cannot be found stays whole.
 */
export function withoutRets(xml: string, requestIDs: readonly string[]): string {
  return requestIDs.reduce((text, requestID) => emptied(text, requestID), xml)
}

function emptied(xml: string, requestID: string): string {
  const at = xml.indexOf(`requestID="${requestID}"`)
  const start = xml.lastIndexOf('<', at)
  const open = xml.indexOf('>', at)
  const name = /^<([\w:.-]+)\s/.exec(xml.slice(start, start + NAME_ROOM))?.[1]
  if (at === -1 || open === -1 || name === undefined || xml[open - 1] === '/') {
    return xml
  }
  // Responses do not nest.
  const close = xml.indexOf(`</${name}>`, open)
  return close === -1 ? xml : `${xml.slice(0, open + 1)}<!-- not kept -->${xml.slice(close)}`
}

/** Longer than any name of a response. */
const NAME_ROOM = 80
