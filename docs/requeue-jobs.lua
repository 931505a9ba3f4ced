-- Gives jobs of n8n whose worker has died back to the queue, so that another worker runs them.
-- A worker keeps a lock on each of its jobs. A job that it has only just taken may not have one yet,
-- so this acts on jobs that it has found without a lock twice in a row.
--
--   redis-cli --eval requeue-jobs.lua            (or: --eval requeue-jobs.lua , <prefix>:jobs: )
--
-- Answers with the ids of the jobs that it gave back.
local jobs = ARGV[1] or 'bull:jobs:'
local suspects = jobs .. 'without-lock'

local suspected, requeued = {}, {}
for _, id in ipairs(redis.call('LRANGE', jobs .. 'active', 0, -1)) do
	if redis.call('EXISTS', jobs .. id .. ':lock') == 0 then
		if redis.call('SISMEMBER', suspects, id) == 1 then
			redis.call('LREM', jobs .. 'active', 1, id)
			redis.call('RPUSH', jobs .. 'wait', id)
			table.insert(requeued, id)
		else
			table.insert(suspected, id)
		end
	end
end

redis.call('DEL', suspects)
for _, id in ipairs(suspected) do
	redis.call('SADD', suspects, id)
end
return requeued
