// SHA-256 in the ways in which the protocol uses it (PROTOCOL 1.2, 6.1, 6.2), and integers as it writes them.

'use strict';

const { sha256 } = require('@noble/hashes/sha2');

const bytesOf = (text) => Buffer.from(text, 'ascii');

const hash = (...parts) => Buffer.from(sha256(Buffer.concat(parts)));

/** PROTOCOL 1.2. */
function taggedHash(tag, ...parts) {
  const prefix = hash(bytesOf(tag));
  return hash(prefix, prefix, ...parts);
}

/** Big-endian at full width (PROTOCOL 1.1). */
const u16 = (value) => Buffer.from([value >> 8, value & 0xff]);

function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** PROTOCOL 6.1. */
const leaf = (content) => hash(Buffer.from([0]), content);
const node = (left, right) => hash(Buffer.from([1]), left, right);

/** The largest power of two below n. */
function split(n) {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

/** PROTOCOL 6.2, the root over hashes of leaves. */
function rootOf(leaves) {
  if (leaves.length === 0) return hash();
  if (leaves.length === 1) return leaves[0];
  const k = split(leaves.length);
  return node(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** The siblings of leaf i, from the leaf upward. */
function proofOf(leaves, i) {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return i < k
    ? [...proofOf(leaves.slice(0, k), i), rootOf(leaves.slice(k))]
    : [...proofOf(leaves.slice(k), i - k), rootOf(leaves.slice(0, k))];
}

/** PROTOCOL 6.2: whether the leaf hash stands at index i of n leaves under this root. */
function isIncluded(leafHash, i, n, siblings, root) {
  if (i >= n) return false;
  let [h, f, l] = [leafHash, i, n - 1];
  for (const sibling of siblings) {
    if (l === 0) return false;
    if (f % 2 === 1 || f === l) {
      h = node(sibling, h);
      while (f % 2 === 0 && f !== 0) [f, l] = [f >> 1, l >> 1];
    } else {
      h = node(h, sibling);
    }
    [f, l] = [f >> 1, l >> 1];
  }
  return l === 0 && h.equals(root);
}

module.exports = { bytesOf, hash, taggedHash, u16, u32, u64, leaf, rootOf, proofOf, isIncluded };
