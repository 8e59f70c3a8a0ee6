-- Several offers instead of one: the one of before becomes the first and leads. One without a function could relate to nobody and is left out.
update settings set data = (data - 'offer') || jsonb_build_object('offers', case
  when data -> 'offer' is null or data -> 'offer' = 'null'::jsonb or jsonb_array_length(data -> 'offer' -> 'functions') = 0 then '[]'::jsonb
  else jsonb_build_array(jsonb_build_object('id', 'offer', 'audience', 'business', 'productFamily', null) || (data -> 'offer'))
end) where not data ? 'offers';
