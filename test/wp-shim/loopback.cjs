// The runner listens on every interface and has no option for it; tests are nobody else's business.
const { Server } = require('node:net')

// oxlint-disable-next-line typescript/unbound-method -- it is bound again where it is called
const listen = Server.prototype.listen
Server.prototype.listen = function listenOnLoopback(...args) {
  const [first, second] = args
  if (typeof first === 'object' && first !== null && 'port' in first) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...args.slice(1))
  }
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first))) {
    const rest = typeof second === 'string' || second === undefined ? args.slice(2) : args.slice(1)
    return listen.call(this, first, '127.0.0.1', ...rest)
  }
  return listen.apply(this, args)
}
