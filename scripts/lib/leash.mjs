// Loaded into every task: when the process at the other end of the channel is gone, this one stops as if asked to.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
