/** qbXML for a person to read: one element a line. The blanks between elements are all that is added. */
export function indentedXML(xml: string): string {
  let depth = 0
  return xml
    .replaceAll(/>(?=<)/g, '>\n')
    .split('\n')
    .map((line) => {
      const isClosing = line.startsWith('</')
      depth -= isClosing ? 1 : 0
      const text = `${'  '.repeat(Math.max(0, depth))}${line}`
      const isOpening = /^<[^?!/][^>]*[^/]>$/.test(line)
      depth += isOpening ? 1 : 0
      return text
    })
    .join('\n')
}
