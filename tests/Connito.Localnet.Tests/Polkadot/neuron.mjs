// What a Subtensor client does with polkadot-js and nothing of ours: reads the metagraph, sets weights, and meets an error by name.
// Usage: node neuron.mjs ENDPOINT; writes one JSON object.
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

const netuid = 1;
const api = await ApiPromise.create({ provider: new WsProvider(process.argv[2]), noInitWarn: true });
const keyring = new Keyring({ type: 'sr25519' });
const validator = keyring.addFromUri('//Bob//validator');

const keys = await api.query.subtensorModule.keys.entries(netuid);
const metagraph = keys.map(([key, hotkey]) => ({ uid: key.args[1].toNumber(), hotkey: hotkey.toString() })).sort((a, b) => a.uid - b.uid);
const permits = (await api.query.subtensorModule.validatorPermit(netuid)).toJSON();

const included = await finalized(api.tx.subtensorModule.setWeights(netuid, [1, 2], [3, 1], 0), validator);
const weights = (await api.query.subtensorModule.weights(netuid, 0)).toJSON();

const alice = keyring.addFromUri('//Alice');
const balance = (await api.query.system.account(alice.address)).data.free.toString();
const fee = (await api.tx.system.remark('0x00').paymentInfo(alice)).partialFee.toString();
const refused = await finalized(api.tx.subtensorModule.startCall(netuid), alice);
const neurons = await api.call.neuronInfoRuntimeApi.getNeuronsLite(netuid);

console.log(JSON.stringify({
  chain: (await api.rpc.system.chain()).toString(),
  genesis: api.genesisHash.toHex(),
  metagraph, permits, weights, balance, fee,
  included, refused,
  neurons: neurons.length,
}));
await api.disconnect();

// Signed with a mortal era, as polkadot-js does by default.
function finalized(call, signer) {
  return new Promise((resolve, reject) => {
    const statuses = [];
    call.signAndSend(signer, ({ status, events, dispatchError }) => {
      statuses.push(status.type);
      if (!status.isFinalized)
        return;
      resolve({
        statuses,
        events: events.map(({ event }) => `${event.section}.${event.method}`),
        error: dispatchError?.isModule ? api.registry.findMetaError(dispatchError.asModule).name : null,
      });
    }).catch(reject);
  });
}
