/** Keeps @apollo/gateway from reporting this machine to Apollo every minute; its constructor reads nothing but this variable. */
export function refuseTelemetry(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
}
