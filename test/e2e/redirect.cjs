// Preloaded into n8n by suites with n8n's own nodes. It redirects requests for the public hosts of these services to
// their simulation, and refuses connections to all other hosts except this machine.
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const { urlToHttpOptions } = require('node:url');

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
const hosts = process.env.STAND_IN_HOSTS.split(',');
const port = Number(process.env.STAND_IN_PORT);

const { request } = https;
https.request = (...args) => {
	const { options, callback } = requestOf(args);
	const host = options.hostname ?? options.host;
	return hosts.includes(host) ? http.request(toStandIn(options, host), callback) : request(...args);
};
https.get = (...args) => {
	const call = https.request(...args);
	call.end();
	return call;
};
syncBuiltinESMExports();

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
	const host = hostOf(args);
	if (host === undefined || LOOPBACK.includes(host)) return connect.apply(this, args);
	process.stderr.write(`refused to connect to ${host}\n`);
	return this.destroy(new Error(`${host} is not on this machine`));
};

/** The options and callback of a request. The arguments are (url, options?, callback?) or (options, callback?). */
function requestOf([first, second, third]) {
	if (typeof first !== 'string' && !(first instanceof URL)) return { options: first, callback: second };
	const more = typeof second === 'function' ? { callback: second } : { ...second, callback: third };
	const { callback, ...options } = more;
	return { options: { ...urlToHttpOptions(new URL(first)), ...options }, callback };
}

/**
 * The options for the request to the simulation. The agent is left out because it is for TLS. The Host header contains
 * the original host.
 */
function toStandIn({ method, path, auth, headers, timeout, signal }, host) {
	return { host: '127.0.0.1', port, method, path, auth, timeout, signal, headers: { ...headers, host } };
}

/**
 * The host of a connection; undefined for a socket in the file system, whose options contain a path. Node itself passes
 * a list with the options as its first entry.
 */
function hostOf([first, second]) {
	const options = Array.isArray(first) ? first[0] : first;
	if (typeof options !== 'object' || options === null) return typeof second === 'string' ? second : undefined;
	return options.path === undefined ? options.host : undefined;
}
