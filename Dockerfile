# One image for every process of the house; the command chooses which: `gateway`, `worker`, or a room by its name.
# Built and run the same way as on any machine: npm's lock file, `npm run build`, and Node alone at run time.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /deskgraph
COPY . .
RUN npm ci --include=dev --no-audit --no-fund && npm run build

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /deskgraph
COPY --from=build /deskgraph/package.json /deskgraph/package-lock.json ./
COPY --from=build /deskgraph/packages packages
COPY --from=build /deskgraph/subgraphs subgraphs
COPY --from=build /deskgraph/gateway gateway
COPY --from=build /deskgraph/web/package.json web/package.json
RUN npm ci --omit=dev --workspace @deskgraph/host --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production DESKGRAPH_ENV=production DESKGRAPH_HOST=0.0.0.0 DESKGRAPH_ROOM_HOST=0.0.0.0 DESKGRAPH_DATA_DIR=/tmp/deskgraph
WORKDIR /deskgraph
COPY --from=packages /deskgraph ./
COPY --from=build /deskgraph/schema schema
COPY --from=build /deskgraph/web/dist web/dist
RUN install --directory --mode=700 --owner=node --group=node /files
USER node
EXPOSE 4000
ENTRYPOINT ["node", "packages/host/dist/each.js"]
CMD ["gateway"]
