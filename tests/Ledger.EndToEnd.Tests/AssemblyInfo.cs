// Each network is four busy processes; two at a time would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
