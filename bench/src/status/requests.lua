-- What wrk asks, and what it tells at the end. Arguments: how requests vary (see shoot.ts) and the path.
local vary, path
local count = 0

function init(arguments)
  vary, path = arguments[1], arguments[2]
  if vary == 'nothing' then
    local always = wrk.format('GET', path)
    request = function() return always end
  end
end

function request()
  count = count + 1
  if vary == 'same' then return wrk.format('GET', path .. '?unique=1000000') end
  if vary == 'query' then return wrk.format('GET', path .. '?unique=' .. count) end
  -- A prime, so that numbers come in no order; every other one is a premise that is hit.
  local number = (count * 7919993) % 2000000
  local address = ('10.%d.%d.%d'):format(math.floor(count / 65536) % 256, math.floor(count / 256) % 256, count % 256)
  wrk.headers['X-Forwarded-For'] = address
  return wrk.format('GET', path .. '?q=S-' .. number)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(('{"requests":%d,"seconds":%f,"p99":%f,"max":%f,"refused":%d,"broken":%d}\n'):format(
    summary.requests,
    summary.duration / 1e6,
    latency:percentile(99) / 1e3,
    latency.max / 1e3,
    errors.status,
    errors.connect + errors.read + errors.write + errors.timeout
  ))
end
