// Keys, the accounts that they control, and what they sign (PROTOCOL 1.4, 2.1, 3.2, 4.2, 11.1).

'use strict';

const { randomBytes } = require('node:crypto');
const { schnorr, secp256k1 } = require('@noble/curves/secp256k1');
const { p256 } = require('@noble/curves/p256');
const { taggedHash, u64 } = require('./hashes');

/** The schemes of PROTOCOL 1.4. ECDSA takes the digest itself as the hash, and its s is the lower of the two. */
const SCHEMES = {
  1: { draw: schnorr.utils.randomPrivateKey, publicKey: schnorr.getPublicKey, sign: schnorr.sign },
  2: ecdsa(secp256k1),
  3: ecdsa(p256),
};

function ecdsa(curve) {
  return {
    order: curve.CURVE.n,
    draw: curve.utils.randomPrivateKey,
    publicKey: (secret) => curve.getPublicKey(secret, true),
    sign: (digest, secret) => curve.sign(digest, secret, { lowS: true, prehash: false }).toCompactRawBytes(),
  };
}

/** An account that one new key controls alone. */
class Account {
  #secret;

  constructor(messages, scheme = 1) {
    this.messages = messages;
    this.scheme = scheme;
    this.#secret = SCHEMES[scheme].draw();
    this.publicKey = Buffer.from(SCHEMES[scheme].publicKey(this.#secret));
    const keys = [{ scheme, public_key: this.publicKey, weight: 1 }];
    this.policy = messages.encode('ledger.v1.Policy', { threshold: 1, keys });
    this.id = taggedHash('ledger/account/1', this.policy);
  }

  sign(digest) {
    return Buffer.from(SCHEMES[this.scheme].sign(digest, this.#secret));
  }

  /** A ledger.v1.Signature with the policy, which the ledger may not know yet (PROTOCOL 3.2). */
  signatureOf(bytes) {
    return { account: this.id, public_key: this.publicKey, scheme: this.scheme, signature: bytes, policy: this.policy };
  }

  /** Signatures against a pass (PROTOCOL 11.1), for a node whose key is known from genesis. */
  loginTo(network, node, challenge) {
    const expiry = u64(challenge.expires_at_ms);
    const digest = taggedHash('ledger/login/1', network.id, node, this.id, expiry, challenge.nonce);
    const { nonce, expires_at_ms, seal } = challenge;
    return { account: this.id, nonce, expires_at_ms, seal, signatures: [this.signatureOf(this.sign(digest))] };
  }
}

/** A transaction whose body is encoded once: these bytes are hashed, signed and sent. */
class Transaction {
  constructor(messages, network, author, operations, validUntil) {
    this.messages = messages;
    this.body = messages.encode('ledger.v1.TransactionBody', {
      network: network.name, author: author.id, nonce: randomBytes(16), valid_until_ms: `${validUntil}`, operations,
    });
    this.id = Transaction.idOf(network.id, this.body);
  }

  /** PROTOCOL 2.1. */
  static idOf(networkId, body) {
    return taggedHash('ledger/transaction/1', networkId, body);
  }

  /** The bytes to send. Another digest or another signature than the right ones: only to see them refused. */
  signedBy(account, { digest = this.id, change = (signature) => signature } = {}) {
    const signature = account.signatureOf(change(account.sign(digest)));
    return this.messages.encode('ledger.v1.Transaction', { body: this.body, signatures: [signature] });
  }
}

/** The other signature that ECDSA has for each: r with n - s. Mathematically valid, and refused (PROTOCOL 1.4). */
function withHighS(scheme, signature) {
  const s = BigInt(`0x${signature.subarray(32).toString('hex')}`);
  const high = (SCHEMES[scheme].order - s).toString(16).padStart(64, '0');
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(high, 'hex')]);
}

module.exports = { Account, Transaction, withHighS };
